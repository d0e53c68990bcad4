metadata description = 'The GPU workers: their network, a scale set for each kind of work, and who may do what with them.'

import { cloudInitOf } from '../cloud-init.bicep'
import { namesOf } from '../names.bicep'
import { workerSettings } from '../settings.bicep'
import { workerPool } from '../types.bicep'

param location string
param tags object

@description('Name of the environment: part of every name.')
param environmentName string

param selfplay workerPool
param training workerPool

@description('Machines there are now, so that a deployment keeps them.')
param currentCapacity { selfplay: int, training: int }

@description('What machines start from.')
param machineImage object

@description('Public SSH key of the machines\' user.')
param sshPublicKey string

@description('Name of the registry\'s server.')
param registryServer string

@description('Image of the worker by digest.')
param workerImage string

@description('Address events are sent to.')
param topicEndpoint string

@description('Connection string of Application Insights.')
param insightsConnection string

var names = namesOf(environmentName, uniqueString(subscription().subscriptionId, resourceGroup().name))
var pools = [
  {
    pool: selfplay
    jobs: 'SelfPlay'
    isSpot: true
    name: names.selfplayWorkers
    identity: names.selfplayIdentity
    capacity: currentCapacity.selfplay
  }
  {
    pool: training
    jobs: 'Training'
    isSpot: false
    name: names.trainingWorkers
    identity: names.trainingIdentity
    capacity: currentCapacity.training
  }
]

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = [for one in pools: {
  name: one.identity
}]

module network 'network.bicep' = {
  params: {
    location: location
    tags: tags
    name: names.network
  }
}

module workers 'workers.bicep' = [for (one, i) in pools: {
  params: {
    location: location
    tags: tags
    name: one.name
    pool: one.pool
    identityId: identities[i].id
    subnetId: resourceId('Microsoft.Network/virtualNetworks/subnets', names.network, 'workers')
    isSpot: one.isSpot
    capacity: one.capacity
    machineImage: machineImage
    sshPublicKey: sshPublicKey
    cloudInit: cloudInitOf(
      workerSettings(
        {
          storage: names.storage
          storageSuffix: environment().suffixes.storage
          clientId: identities[i].properties.clientId
          topicEndpoint: topicEndpoint
          insights: insightsConnection
        },
        one.jobs,
        one.pool,
        resourceId('Microsoft.Compute/virtualMachineScaleSets', one.name)
      ),
      {
        registry: registryServer
        image: workerImage
        clientId: identities[i].properties.clientId
        resourceManager: environment().resourceManager
        scaleSet: resourceId('Microsoft.Compute/virtualMachineScaleSets', one.name)
      }
    )
  }
  dependsOn: [network]
}]

module subnetAccess 'subnet-access.bicep' = {
  params: {
    scalerIdentityName: names.functionsIdentity
    networkName: names.network
  }
  dependsOn: [network]
}

module scalingAccess 'scaling-access.bicep' = [for one in pools: {
  params: {
    scaleSetName: one.name
    machineIdentityName: one.identity
    scalerIdentityName: names.functionsIdentity
  }
  dependsOn: [workers]
}]
