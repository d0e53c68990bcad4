using 'settings.bicep'

param limits = {
  dailyGpuHours: 24
  monthlyBudget: 100
  budgetStart: '2026-12-01'
  dailyTelemetryGb: 1
}

param selfplay = {
  vmSize: 'Standard_NC4as_T4_v3'
  gpus: 1
  maximum: 4
  maxPrice: '-1'
  idleMinutes: 15
}

param training = {
  vmSize: 'Standard_NC24ads_A100_v4'
  gpus: 2
  maximum: 3
  maxPrice: '-1'
  idleMinutes: 20
}
