metadata description = 'An identity for each process: what one may do, another may not.'

import { identity } from '../types.bicep'

param location string
param tags object

@description('Name of the identity of the functions and the scaler.')
param functionsName string

@description('Name of the identity with which the topic delivers and dead-letters.')
param deliveryName string

@description('Name of the identity of self-play workers.')
param selfplayName string

@description('Name of the identity of training workers.')
param trainingName string

resource functions 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: functionsName
  location: location
  tags: tags
}

resource delivery 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: deliveryName
  location: location
  tags: tags
}

resource selfplay 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: selfplayName
  location: location
  tags: tags
}

resource training 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: trainingName
  location: location
  tags: tags
}

output functions identity = {
  id: functions.id
  clientId: functions.properties.clientId
  principalId: functions.properties.principalId
}

output delivery identity = {
  id: delivery.id
  clientId: delivery.properties.clientId
  principalId: delivery.properties.principalId
}

output selfplay identity = {
  id: selfplay.id
  clientId: selfplay.properties.clientId
  principalId: selfplay.properties.principalId
}

output training identity = {
  id: training.id
  clientId: training.properties.clientId
  principalId: training.properties.principalId
}
