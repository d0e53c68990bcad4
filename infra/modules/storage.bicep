metadata description = 'The storage account with the containers, queues and tables that the code declares. No shared keys: everybody comes with an identity.'

param location string
param tags object
param name string

@description('Redundancy of the account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param sku string

@description('Container of the functions\' code.')
param deploymentContainer string

@description('Days for which deleted blobs can be had back.')
@minValue(1)
@maxValue(365)
param deletedBlobDays int

@description('Workspace that gets the number of messages.')
param workspaceId string

var declared = loadJsonContent('../generated/storage.json')

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: { enabled: true, days: deletedBlobDays }
    deleteRetentionPolicy: { enabled: true, days: deletedBlobDays }
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [for container in [...declared.containers, deploymentContainer]: {
  parent: blobs
  name: container
  properties: { publicAccess: 'None' }
}]

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [for queue in declared.queues: {
  parent: queueService
  name: queue
}]

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [for table in declared.tables: {
  parent: tableService
  name: table
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: queueService
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Capacity', enabled: true }]
  }
}
