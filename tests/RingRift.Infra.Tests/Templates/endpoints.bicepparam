using '../../../infra/endpoints.bicep'

param environmentName = 'dev'
