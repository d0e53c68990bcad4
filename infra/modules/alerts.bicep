metadata description = 'What people are told: dead letters, configs that stand still, queues nobody empties, GPU-hours that are spent, silence.'

param location string
param tags object
param environmentName string
param actionGroupName string

@description('Addresses that are written to.')
param emails string[]

param topicId string
param insightsId string

@description('Minutes that the oldest message of a queue may have waited. A GPU machine takes some ten to start.')
@minValue(10)
param queueAgeMinutes int

// Names of metrics and events as the code has them; a test compares.
var logAlerts = [
  {
    name: 'dead-letters'
    description: 'Events that a consumer gave up wait for somebody to look: ringrift dead-letters, or GET /api/dead-letters.'
    severity: 1
    query: '''
      customMetrics
      | where name == 'ringrift.dead_letters' and customDimensions['ringrift.dead_letter.status'] == 'open'
      | summarize letters = max(valueMax) by bin(timestamp, 5m), consumer = tostring(customDimensions['ringrift.consumer'])
      | where letters > 0
    '''
  }
  {
    name: 'stalled-config'
    description: 'A config makes no progress, and the reconcilers did not help: ringrift why CONFIG, or GET /api/runs/CONFIG/conditions.'
    severity: 1
    query: '''
      customMetrics
      | where name == 'messaging.client.sent.messages' and customDimensions['cloudevents.event_type'] == 'ringrift.progress_stall_detected'
      | where valueSum > 0
    '''
  }
  {
    name: 'queue-age'
    description: 'A message has waited too long and nobody works on it: are there workers, and may there be?'
    severity: 2
    query: replace('''
      customMetrics
      | where name == 'ringrift.queue.oldest_message_age'
      | summarize age = max(valueMax) by bin(timestamp, 5m), queue = tostring(customDimensions['ringrift.queue'])
      | where age > SECONDS
    ''', 'SECONDS', string(queueAgeMinutes * 60))
  }
  {
    name: 'gpu-budget'
    description: 'The GPU-hours of this UTC day are spent; the scaler stopped the workers until the next.'
    severity: 2
    query: '''
      customMetrics
      | where name == 'ringrift.scaler.budget_stopped' and valueMax > 0
    '''
  }
  {
    name: 'silence'
    description: 'Nobody measures the queues any more: the functions do not run, and no other alert would tell.'
    severity: 0
    operator: 'LessThan'
    threshold: 1
    query: '''
      customMetrics
      | where name == 'ringrift.queue.oldest_message_age'
    '''
  }
]

var topicAlerts = [
  { name: 'undeliverable-events', metric: 'DeadLetteredCount', severity: 1, description: 'Event Grid could not deliver events and put them into the container of undelivered events.' }
  { name: 'dropped-events', metric: 'DroppedEventCount', severity: 0, description: 'Event Grid lost events: it could neither deliver nor dead-letter them.' }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: take('rr${environmentName}', 12)
    enabled: true
    emailReceivers: [for (email, i) in emails: {
      name: 'email-${i}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource logRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in logAlerts: {
  name: 'alert-ringrift-${environmentName}-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'RingRift ${environmentName}: ${alert.name}'
    description: alert.description
    enabled: true
    severity: alert.severity
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    // Tables exist only when something was sent; a new environment has none yet.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: alert.?operator ?? 'GreaterThan'
          threshold: alert.?threshold ?? 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

resource topicRules 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in topicAlerts: {
  name: 'alert-ringrift-${environmentName}-${alert.name}'
  location: 'global'
  tags: tags
  properties: {
    description: alert.description
    enabled: true
    severity: alert.severity
    scopes: [topicId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: alert.name
          criterionType: 'StaticThresholdCriterion'
          metricName: alert.metric
          metricNamespace: 'Microsoft.EventGrid/topics'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}]

output actionGroupId string = people.id
