// What functions and workers are told in a deployment of an environment, with stand-ins for what only a deployment knows.

import { cloudInitOf } from '../../../infra/cloud-init.bicep'
import { functionSettings, workerSettings } from '../../../infra/settings.bicep'
import { spendingLimits, workerPool } from '../../../infra/types.bicep'

param limits spendingLimits
param selfplay workerPool
param training workerPool

var process = {
  storage: 'account'
  storageSuffix: 'core.example.net'
  clientId: '11111111-2222-3333-4444-555555555555'
  topicEndpoint: 'https://topic.westeurope-1.eventgrid.azure.net/api/events'
  insights: 'InstrumentationKey=00000000-0000-0000-0000-000000000000'
}
var sets = {
  selfplay: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/selfplay'
  training: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/training'
}

output functions object = functionSettings(process, limits, selfplay, training, sets)
output functionsWithoutScaleSets object = functionSettings(process, limits, selfplay, training, { selfplay: '', training: '' })
output selfplayWorker object = workerSettings(process, 'SelfPlay', selfplay, sets.selfplay)
output trainingWorker object = workerSettings(process, 'Training', training, sets.training)
output cloudInit string = cloudInitOf(workerSettings(process, 'SelfPlay', selfplay, sets.selfplay), {
  registry: 'registry.azurecr.io'
  image: 'registry.azurecr.io/ringrift-worker@sha256:1111111111111111111111111111111111111111111111111111111111111111'
  clientId: process.clientId
  resourceManager: 'https://management.example.net/'
  scaleSet: sets.selfplay
})
