@export()
@description('Machines of one kind of work.')
type workerPool = {
  @description('Size of a machine; it must have an NVIDIA GPU.')
  vmSize: string

  @description('GPUs of a machine.')
  @minValue(1)
  @maxValue(16)
  gpus: int

  @description('Most machines, whatever waits. A scale set holds 1,000.')
  @minValue(1)
  @maxValue(1000)
  maximum: int

  @description('Most to pay for a Spot machine and hour, in US dollars; -1 for up to the regular price. Regular machines ignore it.')
  maxPrice: string

  @description('Minutes without a job after which a machine gives itself back.')
  @minValue(1)
  @maxValue(10080)
  idleMinutes: int
}

@export()
@description('How far the function app may scale.')
type functionScale = {
  @description('Most instances; each trigger group scales on its own within it.')
  @minValue(40)
  @maxValue(1000)
  maximumInstanceCount: int

  @description('Memory of an instance.')
  instanceMemoryMB: 2048 | 4096

  @description('Instances for HTTP and Event Grid that are kept warm: the first delivery to a cold one may be refused.')
  @minValue(0)
  @maxValue(20)
  alwaysReady: int
}

@export()
@description('What may be spent.')
type spendingLimits = {
  @description('GPU-hours of a UTC day over all machines; then the scaler stops them.')
  @minValue(1)
  @maxValue(48000)
  dailyGpuHours: int

  @description('Budget of a month, in the currency of the subscription. It tells people; it stops nothing.')
  @minValue(1)
  monthlyBudget: int

  @description('First day of the month from which the budget counts, yyyy-MM-01: this month when it is made, and then the same for ever.')
  @minLength(10)
  @maxLength(10)
  budgetStart: string

  @description('Most telemetry of a day, in GB; what is above it is not kept.')
  @minValue(1)
  @maxValue(500)
  dailyTelemetryGb: int
}
