import fc from 'fast-check'
import { rebased } from '../../web/src/pages/users/rebased.ts'

const draft = fc.record({ name: fc.constantFrom('a', 'b'), active: fc.boolean(), groups: fc.subarray(['N', 'S']) })

it('keeps what the person changed, and takes everything else from the server', () => {
  const before = { name: 'a', active: true, groups: ['N'] }
  expect(rebased(before, { ...before, name: 'typed' }, { name: 'b', active: false, groups: ['N', 'S'] })).toEqual({
    name: 'typed',
    active: false,
    groups: ['N', 'S'],
  })
})

it('of a form in which nothing was changed leaves nothing', () => {
  fc.assert(fc.property(draft, draft, (before, now) => expect(rebased(before, before, now)).toEqual(now)))
})
