import { describe, expect, it } from '@jest/globals'
import { answers } from '../../../local/template/answers.ts'
import { createResolver, templateSchema } from '../../../local/template/intrinsics.ts'

const template = templateSchema.parse({
  Parameters: { Mail: { Default: 'a@x.example' }, Needed: { Type: 'String' } },
  Conditions: {
    Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
  },
  Resources: {
    UploadsBucket1A: { Type: 'AWS::S3::Bucket' },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'records' } },
    Machine: { Type: 'AWS::StepFunctions::StateMachine' },
    Fn: { Type: 'AWS::Lambda::Function' },
  },
})
const { resolve, condition } = createResolver(template, {}, answers)

describe('intrinsic functions', () => {
  it.each([
    [{ Ref: 'UploadsBucket1A' }, 'uploadsbucket1a'],
    [{ Ref: 'Table' }, 'records'],
    [{ Ref: 'Mail' }, 'a@x.example'],
    [{ Ref: 'Machine' }, 'arn:aws:states:eu-central-1:000000000000:stateMachine:Machine'],
    [{ 'Fn::GetAtt': ['Fn', 'Arn'] }, 'arn:aws:lambda:eu-central-1:000000000000:function:Fn'],
    [{ 'Fn::GetAtt': 'Table.Arn' }, 'arn:aws:dynamodb:eu-central-1:000000000000:table/records'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::AccountId' }]] }, 'a-000000000000'],
    [
      { 'Fn::Sub': '${Table}/${Fn.Arn}/${!Kept}' },
      'records/arn:aws:lambda:eu-central-1:000000000000:function:Fn/${Kept}',
    ],
    [{ 'Fn::Sub': ['${x}', { x: { Ref: 'Table' } }] }, 'records'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ 'Fn::If': ['No', 'x', 'y'] }, 'y'],
    [{ a: { Ref: 'AWS::NoValue' }, b: [1, { Ref: 'AWS::Partition' }] }, { b: [1, 'aws'] }],
  ])('%j is %j', (value, expected) => {
    expect(resolve(value)).toEqual(expected)
  })

  it('say what is missing or not supported', () => {
    expect(() => resolve({ Ref: 'Nowhere' })).toThrow('Nowhere')
    expect(() => resolve({ Ref: 'Needed' })).toThrow('has no value')
    expect(() => resolve({ 'Fn::ImportValue': 'x' })).toThrow('Fn::ImportValue')
    expect(condition('Yes')).toBe(true)
  })
})
