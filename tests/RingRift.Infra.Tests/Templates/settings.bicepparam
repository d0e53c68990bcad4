using 'settings.bicep'

param limits = json(readEnvironmentVariable('LIMITS'))
param selfplay = json(readEnvironmentVariable('SELFPLAY'))
param training = json(readEnvironmentVariable('TRAINING'))
