export { DOOR_SETTINGS, doorSettings } from './door-settings';
export { openDoors, type DoorSettings, type Doors } from './open-doors';
