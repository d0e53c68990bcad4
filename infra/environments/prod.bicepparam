using '../main.bicep'

param environmentName = 'prod'
param alertEmails = [readEnvironmentVariable('RINGRIFT_ALERT_EMAIL')]
param storageSku = 'Standard_ZRS'
param registrySku = 'Standard'
param retentionDays = 90
param queueAgeMinutes = 30

param functions = {
  maximumInstanceCount: 200
  instanceMemoryMB: 2048
  alwaysReady: 1
}

param limits = {
  dailyGpuHours: 480
  monthlyBudget: 9000
  budgetStart: readEnvironmentVariable('RINGRIFT_BUDGET_START')
  dailyTelemetryGb: 5
}

param selfplay = {
  vmSize: 'Standard_NC4as_T4_v3'
  gpus: 1
  maximum: 40
  maxPrice: '-1'
  idleMinutes: 15
}

param training = {
  vmSize: 'Standard_NC4as_T4_v3'
  gpus: 1
  maximum: 2
  maxPrice: '-1'
  idleMinutes: 15
}

// Release 2026072901 of github.com/Azure/azhpc-images: driver 580.173.02, CUDA 13.0, Docker 29.6.
param machineImage = {
  publisher: 'microsoft-dsvm'
  offer: 'ubuntu-hpc'
  sku: '2404'
  version: '24.04.2026072901'
}

// deploy.sh sets these and the start of the budget: what it built, a key whose private half it threw away unless it was given one, and what there is already.
param workerImageDigest = readEnvironmentVariable('RINGRIFT_WORKER_DIGEST', '')
param sshPublicKey = readEnvironmentVariable('RINGRIFT_SSH_PUBLIC_KEY', '')
param currentCapacity = {
  selfplay: int(readEnvironmentVariable('RINGRIFT_SELFPLAY_MACHINES', '0'))
  training: int(readEnvironmentVariable('RINGRIFT_TRAINING_MACHINES', '0'))
}
