using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands for the attribute of Microsoft.Azure.Functions.Worker.Extensions.EventGrid.</summary>
public sealed class EventGridTriggerAttribute : TriggerBindingAttribute;
