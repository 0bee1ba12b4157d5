export { openDoors, type DoorSettings, type Doors } from './open-doors';
