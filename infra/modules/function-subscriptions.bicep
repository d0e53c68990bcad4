metadata description = 'Subscriptions that call functions. The service asks whether a function is there, so they belong to the second phase, after the code.'

param topicName string
param systemTopicName string
param storageName string
param functionAppName string

@description('Id of the identity with which the topic dead-letters.')
param deliveryIdentityId string

var declared = loadJsonContent('../generated/subscriptions.json')
var deadLetter = {
  identity: {
    type: 'UserAssigned'
    userAssignedIdentity: deliveryIdentityId
  }
  deadLetterDestination: {
    endpointType: 'StorageBlob'
    properties: {
      resourceId: account.id
      blobContainerName: declared.deadLetterContainer
    }
  }
}

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
}

resource systemTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

@batchSize(1)
resource subscriptions 'Microsoft.EventGrid/topics/eventSubscriptions@2025-02-15' = [for route in declared.functions: {
  parent: topic
  name: route.name
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: { includedEventTypes: [route.eventType] }
    destination: {
      endpointType: 'AzureFunction'
      properties: {
        resourceId: '${app.id}/functions/${route.function}'
        // One by one: an error of one event would have all of a batch delivered again.
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    deadLetterWithResourceIdentity: deadLetter
    retryPolicy: {
      maxDeliveryAttempts: route.maxDeliveryAttempts
      eventTimeToLiveInMinutes: route.timeToLiveMinutes
    }
  }
}]

@batchSize(1)
resource blobs 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [for route in declared.blobs: {
  parent: systemTopic
  name: route.name
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: [route.eventType]
      subjectBeginsWith: '/blobServices/default/containers/${route.container}/'
      // What could not be delivered of this very subscription is written there too, and would be told in turn.
      advancedFilters: [
        {
          operatorType: 'StringNotContains'
          key: 'subject'
          values: ['/${route.name}/']
        }
      ]
    }
    destination: {
      endpointType: 'AzureFunction'
      properties: {
        resourceId: '${app.id}/functions/${route.function}'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    deadLetterWithResourceIdentity: deadLetter
    retryPolicy: {
      maxDeliveryAttempts: route.maxDeliveryAttempts
      eventTimeToLiveInMinutes: route.timeToLiveMinutes
    }
  }
}]
