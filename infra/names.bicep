// Names of the resources: both phases of a deployment need them.

@export()
@description('Name of the resource group of an environment.')
func resourceGroupName(environmentName string) string => 'rg-ringrift-${environmentName}'

@export()
@description('Names of the resources of an environment. Unique is a text of 13 characters that no other subscription has.')
func namesOf(environmentName string, unique string) object => {
  storage: 'rr${environmentName}${unique}'
  registry: 'rr${environmentName}${unique}'
  functionApp: 'func-ringrift-${environmentName}-${unique}'
  plan: 'plan-ringrift-${environmentName}'
  workspace: 'log-ringrift-${environmentName}'
  insights: 'appi-ringrift-${environmentName}'
  topic: 'evgt-ringrift-${environmentName}-${unique}'
  systemTopic: 'evgst-ringrift-${environmentName}'
  network: 'vnet-ringrift-${environmentName}'
  actionGroup: 'ag-ringrift-${environmentName}'
  budget: 'budget-ringrift-${environmentName}'
  functionsIdentity: 'id-ringrift-${environmentName}-functions'
  deliveryIdentity: 'id-ringrift-${environmentName}-delivery'
  selfplayIdentity: 'id-ringrift-${environmentName}-selfplay'
  trainingIdentity: 'id-ringrift-${environmentName}-training'
  selfplayWorkers: 'vmss-ringrift-${environmentName}-selfplay'
  trainingWorkers: 'vmss-ringrift-${environmentName}-training'
}

@export()
@description('Name of a role of our own, by the id of its resource group.')
func roleName(groupId string, role 'scaler' | 'joiner' | 'machine') string => guid(groupId, role)
