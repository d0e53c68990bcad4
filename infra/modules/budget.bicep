metadata description = 'A budget of the resource group: it tells people at half, at most and at all of it, and when a forecast passes it.'

param name string

@description('Amount of a month, in the currency of the subscription.')
@minValue(1)
param amount int

@description('First day of the month from which it counts, yyyy-MM-01.')
param startDate string

@description('Addresses that are written to.')
param emails string[]

param actionGroupId string

var notifications = [
  { name: 'half', threshold: 50, kind: 'Actual' }
  { name: 'most', threshold: 80, kind: 'Actual' }
  { name: 'all', threshold: 100, kind: 'Actual' }
  { name: 'forecast', threshold: 110, kind: 'Forecasted' }
]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: toObject(notifications, notification => notification.name, notification => {
      enabled: true
      operator: 'GreaterThanOrEqualTo'
      threshold: notification.threshold
      thresholdType: notification.kind
      contactEmails: emails
      contactGroups: [actionGroupId]
    })
  }
}
