metadata description = 'The scaler may put new machines into the subnet of the workers.'

import { roleName } from '../names.bicep'

@description('Name of the functions\' identity, whose scaler it is.')
param scalerIdentityName string

param networkName string

// Made by scaling-roles.bicep.
resource joiner 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  name: roleName(resourceGroup().id, 'joiner')
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
