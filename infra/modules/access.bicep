metadata description = 'Who may do what with storage, topic, registry and telemetry: each role on the one resource it is for.'

import { roles } from '../roles.bicep'

param storageName string
param topicName string
param registryName string
param insightsName string

@description('Names of the identities.')
param functionsIdentity string
param deliveryIdentity string
param selfplayIdentity string
param trainingIdentity string

var declared = loadJsonContent('../generated/subscriptions.json')

// Containers a worker opens; to open one is to make it when it is not there, so reading alone would not do.
var workerContainers = [
  { identity: selfplayIdentity, container: 'models' }
  { identity: selfplayIdentity, container: 'games' }
  { identity: selfplayIdentity, container: 'checkpoints' }
  { identity: trainingIdentity, container: 'samples' }
  { identity: trainingIdentity, container: 'models' }
  { identity: trainingIdentity, container: 'checkpoints' }
]
var workerQueues = [
  { identity: selfplayIdentity, queue: 'selfplay-jobs' }
  { identity: trainingIdentity, queue: 'training-jobs' }
]
var processNames = [functionsIdentity, selfplayIdentity, trainingIdentity]
var machineNames = [selfplayIdentity, trainingIdentity]

// The host keeps its keys and locks in blobs, for which it wants to own them.
var functionRoles = [roles.storageBlobDataOwner, roles.storageQueueDataContributor]

// Assignments are named after identities, not principals, so that a preview can tell them apart. After an identity was made anew, delete what its old one had.
resource functions 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: functionsIdentity
}

resource delivery 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: deliveryIdentity
}

resource processes 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for name in processNames: {
  name: name
}]

resource machines 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for name in machineNames: {
  name: name
}]

resource containerUsers 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for use in workerContainers: {
  name: use.identity
}]

resource queueUsers 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for use in workerQueues: {
  name: use.identity
}]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }

  resource queues 'queueServices' existing = {
    name: 'default'
  }
}

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: registryName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource undelivered 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = {
  parent: account::blobs
  name: declared.deadLetterContainer
}

resource filledQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' existing = [for route in declared.queues: {
  parent: account::queues
  name: route.queue
}]

resource readQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' existing = [for use in workerQueues: {
  parent: account::queues
  name: use.queue
}]

resource openContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = [for use in workerContainers: {
  parent: account::blobs
  name: use.container
}]

resource functionsStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in functionRoles: {
  scope: account
  name: guid(account.id, functionsIdentity, role)
  properties: {
    principalId: functions.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

// On the account: a table is made by its name in the body of a request, which no narrower scope covers.
resource tables 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, i) in processNames: {
  scope: account
  name: guid(account.id, name, roles.storageTableDataContributor)
  properties: {
    principalId: processes[i].properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
  }
}]

resource workerBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (use, i) in workerContainers: {
  scope: openContainers[i]
  name: guid(openContainers[i].id, use.identity, roles.storageBlobDataContributor)
  properties: {
    principalId: containerUsers[i].properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
  }
}]

resource workerJobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (use, i) in workerQueues: {
  scope: readQueues[i]
  name: guid(readQueues[i].id, use.identity, roles.storageQueueDataContributor)
  properties: {
    principalId: queueUsers[i].properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
  }
}]

resource delivered 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (route, i) in declared.queues: {
  scope: filledQueues[i]
  name: guid(filledQueues[i].id, deliveryIdentity, roles.storageQueueDataMessageSender)
  properties: {
    principalId: delivery.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataMessageSender)
  }
}]

resource deadLettered 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: undelivered
  name: guid(undelivered.id, deliveryIdentity, roles.storageBlobDataContributor)
  properties: {
    principalId: delivery.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
  }
}

resource senders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, i) in processNames: {
  scope: topic
  name: guid(topic.id, name, roles.eventGridDataSender)
  properties: {
    principalId: processes[i].properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventGridDataSender)
  }
}]

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, i) in machineNames: {
  scope: registry
  name: guid(registry.id, name, roles.acrPull)
  properties: {
    principalId: machines[i].properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
  }
}]

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (name, i) in processNames: {
  scope: insights
  name: guid(insights.id, name, roles.monitoringMetricsPublisher)
  properties: {
    principalId: processes[i].properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
  }
}]
