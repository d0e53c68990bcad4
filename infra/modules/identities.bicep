metadata description = 'An identity for each process: what one may do, another may not.'

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

output functionsClientId string = functions.properties.clientId
