metadata description = 'First phase: everything but the subscriptions that call functions. See docs/deployment.md.'

import { namesOf, resourceGroupName } from 'names.bicep'
import { functionSettings } from 'settings.bicep'
import { functionScale, spendingLimits, workerPool } from 'types.bicep'

targetScope = 'subscription'

@description('Name of the environment: part of every name.')
@minLength(2)
@maxLength(8)
param environmentName string

@description('Where everything is; a region with Flex Consumption and with quota for the machines.')
param location string = deployment().location

@description('Addresses that alerts and budget write to.')
@minLength(1)
param alertEmails string[]

@description('Redundancy of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string

@description('Tier of the registry.')
@allowed(['Basic', 'Standard', 'Premium'])
param registrySku string

@description('Days for which telemetry is kept.')
param retentionDays int

@description('How far the function app may scale.')
param functions functionScale

@description('What may be spent.')
param limits spendingLimits

@description('Self-play machines: Spot.')
param selfplay workerPool

@description('Training machines: regular.')
param training workerPool

@description('Digest of the worker\'s image in the registry, sha256:…; empty while there is none, and then there are no scale sets.')
param workerImageDigest string

@description('What machines start from: { id } of a gallery image, or publisher, offer, sku and version. It has NVIDIA driver, Docker and NVIDIA container toolkit.')
param machineImage object

@description('Public SSH key of the machines\' user.')
param sshPublicKey string

@description('Machines there are now, so that a deployment keeps them.')
param currentCapacity { selfplay: int, training: int } = { selfplay: 0, training: 0 }

@description('Minutes that a message may wait before people are told.')
param queueAgeMinutes int

var tags = { application: 'ringrift', environment: environmentName }
var groupName = resourceGroupName(environmentName)
var names = namesOf(environmentName, uniqueString(subscription().subscriptionId, groupName))
var deploymentContainer = 'function-releases'
var hasImage = !empty(workerImageDigest)
var identities = {
  functions: resourceId(subscription().subscriptionId, groupName, 'Microsoft.ManagedIdentity/userAssignedIdentities', names.functionsIdentity)
  delivery: resourceId(subscription().subscriptionId, groupName, 'Microsoft.ManagedIdentity/userAssignedIdentities', names.deliveryIdentity)
}
var scaleSets = {
  selfplay: resourceId(subscription().subscriptionId, groupName, 'Microsoft.Compute/virtualMachineScaleSets', names.selfplayWorkers)
  training: resourceId(subscription().subscriptionId, groupName, 'Microsoft.Compute/virtualMachineScaleSets', names.trainingWorkers)
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: groupName
  location: location
  tags: tags
}

module processes 'modules/identities.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    functionsName: names.functionsIdentity
    deliveryName: names.deliveryIdentity
    selfplayName: names.selfplayIdentity
    trainingName: names.trainingIdentity
  }
}

module observability 'modules/observability.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: names.workspace
    insightsName: names.insights
    retentionDays: retentionDays
    dailyGb: limits.dailyTelemetryGb
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.storage
    sku: storageSku
    deploymentContainer: deploymentContainer
    deletedBlobDays: 7
    workspaceId: observability.outputs.workspaceId
  }
}

module registry 'modules/registry.bicep' = {
  scope: group
  params: { location: location, tags: tags, name: names.registry, sku: registrySku }
}

module topic 'modules/topic.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.topic
    deliveryIdentityId: identities.delivery
    workspaceId: observability.outputs.workspaceId
  }
  dependsOn: [processes]
}

module systemTopic 'modules/system-topic.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.systemTopic
    storageName: names.storage
    deliveryIdentityId: identities.delivery
  }
  dependsOn: [processes, storage]
}

module access 'modules/access.bicep' = {
  scope: group
  params: {
    storageName: names.storage
    topicName: names.topic
    registryName: names.registry
    insightsName: names.insights
    functionsIdentity: names.functionsIdentity
    deliveryIdentity: names.deliveryIdentity
    selfplayIdentity: names.selfplayIdentity
    trainingIdentity: names.trainingIdentity
  }
  dependsOn: [processes, storage, topic, registry, observability]
}

// The service tries the roles when a subscription is made, and they take minutes to be known everywhere: while the image is built, they get that time.
module queueSubscriptions 'modules/queue-subscriptions.bicep' = if (hasImage) {
  scope: group
  params: {
    topicName: names.topic
    storageName: names.storage
    deliveryIdentityId: identities.delivery
  }
  dependsOn: [access]
}

module functionApp 'modules/functions.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    planName: names.plan
    name: names.functionApp
    identityId: identities.functions
    scale: functions
    storageName: names.storage
    deploymentContainer: deploymentContainer
    workspaceId: observability.outputs.workspaceId
    settings: functionSettings(
      {
        storage: names.storage
        storageSuffix: environment().suffixes.storage
        clientId: processes.outputs.functionsClientId
        topicEndpoint: topic.outputs.endpoint
        insights: observability.outputs.connectionString
      },
      limits,
      selfplay,
      training,
      hasImage ? scaleSets : { selfplay: '', training: '' }
    )
  }
  // Without its roles the host would not start.
  dependsOn: [access]
}

// As early as the other roles, for the same reason.
module scalingRoles 'modules/scaling-roles.bicep' = {
  scope: group
  params: { environmentName: environmentName }
}

module gpu 'modules/gpu.bicep' = if (hasImage) {
  scope: group
  params: {
    location: location
    tags: tags
    environmentName: environmentName
    selfplay: selfplay
    training: training
    currentCapacity: currentCapacity
    machineImage: machineImage
    sshPublicKey: sshPublicKey
    registryServer: registry.outputs.loginServer
    workerImage: '${registry.outputs.loginServer}/ringrift-worker@${workerImageDigest}'
    topicEndpoint: topic.outputs.endpoint
    insightsConnection: observability.outputs.connectionString
  }
  dependsOn: [access, scalingRoles]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    environmentName: environmentName
    actionGroupName: names.actionGroup
    emails: alertEmails
    topicId: topic.outputs.id
    insightsId: observability.outputs.insightsId
    queueAgeMinutes: queueAgeMinutes
  }
}

module budget 'modules/budget.bicep' = {
  scope: group
  params: {
    name: names.budget
    amount: limits.monthlyBudget
    startDate: limits.budgetStart
    emails: alertEmails
    actionGroupId: alerts.outputs.actionGroupId
  }
}

output registryName string = names.registry
output functionAppName string = names.functionApp
