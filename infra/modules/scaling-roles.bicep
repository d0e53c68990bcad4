metadata description = 'Roles for what no built-in role has alone: setting a capacity, joining a subnet, and a machine looking after itself.'

import { roleName } from '../names.bicep'

@description('Name of the environment; names of roles are unique in a tenant.')
param environmentName string

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
          // Of the ways to delete a machine of a scale set, Flexible ones know this one.
          'Microsoft.Compute/virtualMachineScaleSets/delete/action'
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read'
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/write'
        ]
      }
    ]
  }
}
