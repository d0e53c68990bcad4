metadata description = 'Subscriptions that fill storage queues: there is nobody to answer a handshake, so they belong to the first phase.'

param topicName string
param storageName string

@description('Id of the identity with which the topic delivers and dead-letters; it has its roles already, or the service would refuse.')
param deliveryIdentityId string

var declared = loadJsonContent('../generated/subscriptions.json')
var identity = {
  type: 'UserAssigned'
  userAssignedIdentity: deliveryIdentityId
}

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

// One by one: the service refuses changes of a topic that another one is under way for.
@batchSize(1)
resource subscriptions 'Microsoft.EventGrid/topics/eventSubscriptions@2025-02-15' = [for route in declared.queues: {
  parent: topic
  name: route.name
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: { includedEventTypes: [route.eventType] }
    deliveryWithResourceIdentity: {
      identity: identity
      destination: {
        endpointType: 'StorageQueue'
        properties: {
          resourceId: account.id
          queueName: route.queue
          // A job may wait longer than the seven days after which a message would be gone.
          queueMessageTimeToLiveInSeconds: -1
        }
      }
    }
    deadLetterWithResourceIdentity: {
      identity: identity
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
