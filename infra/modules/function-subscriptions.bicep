metadata description = 'Subscriptions that call functions. The service asks whether a function is there, so they belong to the second phase, after the code.'

param topicName string
param storageName string
param functionAppName string

@description('Id of the identity with which the topic dead-letters.')
param deliveryIdentityId string

var declared = loadJsonContent('../generated/subscriptions.json')

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
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
    deadLetterWithResourceIdentity: {
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
    retryPolicy: {
      maxDeliveryAttempts: route.maxDeliveryAttempts
      eventTimeToLiveInMinutes: route.timeToLiveMinutes
    }
  }
}]
