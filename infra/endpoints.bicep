metadata description = 'Second phase: the subscriptions that call functions. Run it when the functions\' code is there.'

import { namesOf } from 'names.bicep'

@description('Name of the environment, as in the first phase.')
@minLength(2)
@maxLength(8)
param environmentName string

var names = namesOf(environmentName, uniqueString(subscription().subscriptionId, resourceGroup().name))

resource delivery 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: names.deliveryIdentity
}

module subscriptions 'modules/function-subscriptions.bicep' = {
  name: 'function-subscriptions'
  params: {
    topicName: names.topic
    systemTopicName: names.systemTopic
    storageName: names.storage
    functionAppName: names.functionApp
    deliveryIdentityId: delivery.id
  }
}
