using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function for each event that Event Grid delivers to the webhook under the function's name.</summary>
public sealed class EventGridTriggerAttribute : TriggerBindingAttribute;
