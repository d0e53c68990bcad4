metadata description = 'Roles for what no built-in role has alone: setting a capacity, joining a subnet, and a machine looking after itself.'

import { roleName } from '../names.bicep'

@description('Name of the environment; names of roles are unique in a tenant.')
param environmentName string

@description('Name of the functions\' identity, whose scaler it is.')
param scalerIdentityName string

param networkName string

var scope = resourceGroup().id

resource scaler 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: roleName(scope, 'scaler')
  properties: {
    roleName: 'RingRift scaler (${environmentName}, ${uniqueString(scope)})'
    description: 'Sets the capacity of a scale set and ends its machines.'
    type: 'CustomRole'
    assignableScopes: [scope]
    permissions: [
      {
        actions: [
          'Microsoft.Compute/virtualMachineScaleSets/read'
          'Microsoft.Compute/virtualMachineScaleSets/write'
          'Microsoft.Compute/virtualMachineScaleSets/delete/action'
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read'
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/delete'
        ]
      }
    ]
  }
}

resource joiner 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: roleName(scope, 'joiner')
  properties: {
    roleName: 'RingRift subnet joiner (${environmentName}, ${uniqueString(scope)})'
    description: 'Puts new machines into a subnet.'
    type: 'CustomRole'
    assignableScopes: [scope]
    permissions: [
      {
        actions: [
          'Microsoft.Network/virtualNetworks/subnets/read'
          'Microsoft.Network/virtualNetworks/subnets/join/action'
        ]
      }
    ]
  }
}

resource machine 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: roleName(scope, 'machine')
  properties: {
    roleName: 'RingRift worker machine (${environmentName}, ${uniqueString(scope)})'
    description: 'Protects machines of a scale set from scale-in while they work, and gives them back.'
    type: 'CustomRole'
    assignableScopes: [scope]
    permissions: [
      {
        actions: [
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read'
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/write'
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/delete'
        ]
      }
    ]
  }
}

resource scalerIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: scalerIdentityName
}

resource subnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  name: '${networkName}/workers'
}

// Once for both scale sets: a principal has a role on a resource only once.
resource joins 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: subnet
  name: guid(subnet.id, scalerIdentityName, 'joiner')
  properties: {
    principalId: scalerIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: joiner.id
  }
}
