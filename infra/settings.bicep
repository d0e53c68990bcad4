// Settings of functions and workers. Functions, so that a test can bind what they return to the options the code reads.

import { spendingLimits, workerPool } from 'types.bicep'

@export()
@description('What every process is told.')
type processContext = {
  @description('Name of the storage account.')
  storage: string

  @description('Domain of storage services, for example core.windows.net.')
  storageSuffix: string

  @description('Client id of the process\'s identity.')
  clientId: string

  @description('Address events are sent to.')
  topicEndpoint: string

  @description('Connection string of Application Insights; the key in it is no secret, for it lets nobody in.')
  insights: string
}

@export()
@description('Resource ids of the scale sets; empty where there are none, and then nothing is scaled.')
type scaleSetIds = {
  selfplay: string
  training: string
}

func commonSettings(process processContext) object => {
  AzureWebJobsStorage__blobServiceUri: 'https://${process.storage}.blob.${process.storageSuffix}'
  AzureWebJobsStorage__queueServiceUri: 'https://${process.storage}.queue.${process.storageSuffix}'
  AzureWebJobsStorage__tableServiceUri: 'https://${process.storage}.table.${process.storageSuffix}'
  // Without it the Functions host passes over the client id and takes the app's own identity, which there is none of.
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: process.clientId
  EventGrid__TopicEndpoint: process.topicEndpoint
  APPLICATIONINSIGHTS_CONNECTION_STRING: process.insights
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${process.clientId}'
}

@export()
@description('Settings of the function app.')
func functionSettings(process processContext, limits spendingLimits, selfplay workerPool, training workerPool, sets scaleSetIds) object =>
  union(
    commonSettings(process),
    {
      Scaler__DailyGpuHours: string(limits.dailyGpuHours)
      Scaler__Selfplay__Maximum: string(selfplay.maximum)
      Scaler__Selfplay__GpusPerWorker: string(selfplay.gpus)
      Scaler__Training__Maximum: string(training.maximum)
      Scaler__Training__GpusPerWorker: string(training.gpus)
    },
    empty(sets.selfplay) ? {} : { Scaler__Selfplay__ScaleSets__0: sets.selfplay },
    empty(sets.training) ? {} : { Scaler__Training__ScaleSets__0: sets.training }
  )

@export()
@description('Settings of a worker. Jobs is what it takes, scaleSet the resource id of its scale set.')
func workerSettings(process processContext, jobs 'SelfPlay' | 'Training', pool workerPool, scaleSet string) object =>
  union(commonSettings(process), {
    Worker__Jobs: jobs
    Worker__IdleMinutes: string(pool.idleMinutes)
    ScaleSet__ResourceId: scaleSet
    Health__Address: 'http://0.0.0.0:8081'
    Metadata__Mode: 'On'
    SelfTest__RequireGpu: 'true'
  })
