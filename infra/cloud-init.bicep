// The first start of a machine.

@export()
@description('What a machine is told.')
type machineContext = {
  @description('Name of the registry\'s server.')
  registry: string

  @description('Image of the worker by digest.')
  image: string

  @description('Client id of the machine\'s identity.')
  clientId: string

  @description('Address of Azure Resource Manager.')
  resourceManager: string

  @description('Resource id of its scale set.')
  scaleSet: string
}

func lines(values object) string => '${join(map(items(values), value => '${value.key}=${value.value}'), '\n')}\n'

// Base64, so that no text has to be indented or quoted.
@export()
@description('The cloud-init text of a machine with a worker of these settings.')
func cloudInitOf(settings object, machine machineContext) string =>
  reduce(
    items({
      '@@WORKER_ENV@@': base64(lines(settings))
      '@@MACHINE_ENV@@': base64(lines({
        REGISTRY: machine.registry
        IMAGE: machine.image
        CLIENT_ID: machine.clientId
        RESOURCE_MANAGER: machine.resourceManager
        SCALE_SET: machine.scaleSet
      }))
      '@@START_WORKER@@': loadFileAsBase64('cloud-init/start-worker.sh')
      '@@GIVE_BACK@@': loadFileAsBase64('cloud-init/give-back.sh')
      '@@UNIT@@': loadFileAsBase64('cloud-init/ringrift-worker.service')
      '@@WATCH_WORKER@@': loadFileAsBase64('cloud-init/watch-worker.sh')
      '@@WATCH_UNIT@@': loadFileAsBase64('cloud-init/ringrift-watch.service')
      '@@WATCH_TIMER@@': loadFileAsBase64('cloud-init/ringrift-watch.timer')
    }),
    loadTextContent('cloud-init/worker.yaml'),
    (text, file) => replace(text, file.key, file.value)
  )
