metadata description = 'Who may do what with a scale set: the scaler sets its capacity, its machines look after themselves.'

import { roleName } from '../names.bicep'
import { roles } from '../roles.bicep'

param scaleSetName string
param machineIdentityName string

@description('Name of the functions\' identity, whose scaler it is.')
param scalerIdentityName string

resource workers 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' existing = {
  name: scaleSetName
}

resource machineIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: machineIdentityName
}

// Made by scaling-roles.bicep.
resource scalerRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  name: roleName(resourceGroup().id, 'scaler')
}

resource machineRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  name: roleName(resourceGroup().id, 'machine')
}

resource scalerIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: scalerIdentityName
}

resource scales 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workers
  name: guid(workers.id, scalerIdentityName, 'scaler')
  properties: {
    principalId: scalerIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: scalerRole.id
  }
}

// New machines get the identity of their scale set, which whoever makes them must be allowed to give.
resource assigns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: machineIdentity
  name: guid(machineIdentity.id, scalerIdentityName, roles.managedIdentityOperator)
  properties: {
    principalId: scalerIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.managedIdentityOperator)
  }
}

resource looksAfterItself 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workers
  name: guid(workers.id, machineIdentityName, 'machine')
  properties: {
    principalId: machineIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: machineRole.id
  }
}
