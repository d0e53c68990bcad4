metadata description = 'A scale set of GPU workers. The scaler sets its capacity; machines without work give themselves back.'

import { workerPool } from '../types.bicep'

param location string
param tags object
param name string
param pool workerPool

@description('Id of the machines\' identity.')
param identityId string

param subnetId string

@description('Spot machines cost a fraction and may go at any time.')
param isSpot bool

@description('Machines now. A new scale set has none; a deployment keeps those there are.')
@minValue(0)
param capacity int

@description('What the machines start from: NVIDIA driver, Docker, NVIDIA container toolkit, curl and jq.')
param machineImage object

@description('Public SSH key of the machines\' user. Nobody can reach a machine from outside; it is for the serial console and Bastion.')
param sshPublicKey string

@description('The first start of a machine, see cloud-init.bicep.')
param cloudInit string

var adminUsername = take('ringrift${uniqueString(resourceGroup().id)}', 16)

resource workers 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  sku: {
    name: pool.vmSize
    tier: 'Standard'
    capacity: min(capacity, pool.maximum)
  }
  properties: {
    orchestrationMode: 'Flexible'
    platformFaultDomainCount: 1
    singlePlacementGroup: false
    automaticRepairsPolicy: {
      enabled: true
      gracePeriod: 'PT30M'
      repairAction: 'Replace'
    }
    scaleInPolicy: { rules: ['Default'] }
    // No securityProfile: with Secure Boot the image's NVIDIA modules may not load.
    virtualMachineProfile: {
      priority: isSpot ? 'Spot' : 'Regular'
      evictionPolicy: isSpot ? 'Delete' : null
      billingProfile: isSpot ? { maxPrice: json(pool.maxPrice) } : null
      // Not to be had for Spot.
      scheduledEventsProfile: isSpot ? null : {
        terminateNotificationProfile: {
          enable: true
          notBeforeTimeout: 'PT5M'
        }
      }
      osProfile: {
        computerNamePrefix: isSpot ? 'rrplay' : 'rrtrain'
        adminUsername: adminUsername
        customData: base64(cloudInit)
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: {
            publicKeys: [
              {
                keyData: sshPublicKey
                path: '/home/${adminUsername}/.ssh/authorized_keys'
              }
            ]
          }
        }
      }
      storageProfile: {
        imageReference: machineImage
        osDisk: {
          createOption: 'FromImage'
          deleteOption: 'Delete'
          managedDisk: { storageAccountType: 'StandardSSD_LRS' }
        }
      }
      networkProfile: {
        networkApiVersion: '2022-11-01'
        networkInterfaceConfigurations: [
          {
            name: 'nic'
            properties: {
              primary: true
              deleteOption: 'Delete'
              ipConfigurations: [
                {
                  name: 'ipconfig'
                  properties: {
                    primary: true
                    subnet: { id: subnetId }
                  }
                }
              ]
            }
          }
        ]
      }
      extensionProfile: {
        extensions: [
          {
            name: 'health'
            properties: {
              publisher: 'Microsoft.ManagedServices'
              type: 'ApplicationHealthLinux'
              typeHandlerVersion: '2.0'
              autoUpgradeMinorVersion: true
              enableAutomaticUpgrade: true
              settings: {
                protocol: 'http'
                port: 8081
                // Not 'ready': an outage of the storage would have every machine replaced.
                requestPath: '/health/live'
                intervalInSeconds: 15
                numberOfProbes: 4
                // Until the image is pulled and the self-test has ended.
                gracePeriod: 1800
              }
            }
          }
        ]
      }
    }
  }
}
