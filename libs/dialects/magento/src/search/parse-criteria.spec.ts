import fc from 'fast-check';
import { RestError } from '../http/rest-error';
import { parseCriteria } from './parse-criteria';

const filter = (group: number, index: number, parts: Record<string, string>): string =>
  Object.entries(parts)
    .map(([name, value]) => {
      const path = `searchCriteria[filter_groups][${String(group)}][filters][${String(index)}][${name}]`;
      return `${encodeURIComponent(path)}=${encodeURIComponent(value)}`;
    })
    .join('&');

const refusal = (query: string): RestError => {
  try {
    parseCriteria(query);
  } catch (error) {
    if (error instanceof RestError) return error;
  }
  throw new Error('not refused');
};

describe('a search that is wrong', () => {
  it.each([
    ['', '"%fieldName" is required. Enter and try again.'],
    ['foo=bar&pageSize=3', '"%fieldName" is required. Enter and try again.'],
    [filter(0, 0, { field: 'sku', value: 'x', condition_type: 'near' }), 'Invalid condition type near'],
    [
      filter(0, 0, { field: 'sku', value: 'x', condition_type: '__proto__' }),
      'Invalid condition type __proto__',
    ],
    [filter(0, 0, { value: 'x' }), '"%fieldName" is required. Enter and try again.'],
    [
      'searchCriteria[sortOrders][0][field]=sku&searchCriteria[sortOrders][0][direction]=UP',
      /^Invalid sort direction UP/,
    ],
    [
      'searchCriteria[pageSize]=many',
      /^Error occurred during "pageSize" processing\. The "many" value's type/,
    ],
    ['searchCriteria[pageSize]=1001', 'Maximum SearchCriteria pageSize is %max'],
  ])('%s is 400', (query, message) => {
    const error = refusal(query);
    expect(error.status).toBe(400);
    expect(error.body.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });
});

describe('a search', () => {
  it('reads groups, orders and pages in either spelling, and repeats them as sent', () => {
    const query = [
      filter(0, 0, { field: 'status', value: '3' }),
      filter(0, 1, { field: 'status', value: '2', condition_type: 'EQ' }),
      'searchCriteria[filterGroups][1][filters][0][field]=topic_name',
      'searchCriteria[filterGroups][1][filters][0][value]=%25save%25',
      'searchCriteria[filterGroups][1][filters][0][conditionType]=like',
      'searchCriteria[sortOrders][0][field]=start_time&searchCriteria[sortOrders][0][direction]=desc',
      'searchCriteria[pageSize]=20&searchCriteria[current_page]=2',
    ].join('&');
    const { criteria, echo } = parseCriteria(query);
    expect(criteria).toEqual({
      filterGroups: [
        [
          { field: 'status', value: '3', conditionType: 'eq' },
          { field: 'status', value: '2', conditionType: 'eq' },
        ],
        [{ field: 'topic_name', value: '%save%', conditionType: 'like' }],
      ],
      sortOrders: [{ field: 'start_time', direction: 'DESC' }],
      pageSize: 20,
      currentPage: 2,
    });
    expect(JSON.stringify(echo)).toBe(
      '{"filter_groups":[{"filters":[{"field":"status","value":"3","condition_type":"eq"},' +
        '{"field":"status","value":"2","condition_type":"EQ"}]},' +
        '{"filters":[{"field":"topic_name","value":"%save%","condition_type":"like"}]}],' +
        '"sort_orders":[{"field":"start_time","direction":"DESC"}],"page_size":20,"current_page":2}',
    );
  });

  it.each(['searchCriteria', 'searchCriteria=', 'search_criteria[pageSize]='])(
    '%s asks for everything',
    (query) => {
      expect(parseCriteria(query).criteria).toEqual({
        filterGroups: [],
        sortOrders: [],
        pageSize: null,
        currentPage: 1,
      });
    },
  );

  it('joins a list of values', () => {
    const path = 'searchCriteria[filter_groups][0][filters][0]';
    const query = `${path}[field]=sku&${path}[condition_type]=in&${path}[value][0]=a&${path}[value][1]=b`;
    expect(parseCriteria(query).criteria.filterGroups[0]?.[0]?.value).toBe('a,b');
  });

  it('is read or refused, whatever is sent: nothing else is thrown', () => {
    const key = fc.constantFrom(
      'filter_groups',
      '0',
      'filters',
      'field',
      'value',
      '__proto__',
      'constructor',
      '',
      'sortOrders',
    );
    const name = fc
      .array(key, { maxLength: 6 })
      .map((path) => `searchCriteria${path.map((part) => `[${part}]`).join('')}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string()), { maxLength: 8 }), (pairs) => {
        try {
          parseCriteria(new URLSearchParams(pairs).toString());
        } catch (error) {
          expect(error).toBeInstanceOf(RestError);
        }
      }),
    );
    expect(({} as Record<string, unknown>).value).toBeUndefined();
  });
});
