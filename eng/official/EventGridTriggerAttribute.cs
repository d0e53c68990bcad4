using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

// The host's half of the extension, which the SDK builds into .azurefunctions as it would for the real attribute.
[assembly: ExtensionInformation("Microsoft.Azure.WebJobs.Extensions.EventGrid", "3.3.0")]

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands for the attribute of Microsoft.Azure.Functions.Worker.Extensions.EventGrid.</summary>
public sealed class EventGridTriggerAttribute : TriggerBindingAttribute;
