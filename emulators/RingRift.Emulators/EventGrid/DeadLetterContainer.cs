namespace RingRift.Emulators.EventGrid;

/// <summary>
/// A blob container for events that could not be delivered. Blobs are named as the service names them,
/// <c>SUBSCRIPTION/yyyy/M/d/H/guid.json</c> in UTC, and hold an array of one event with <c>deadletterreason</c>,
/// <c>deliveryattempts</c>, <c>lastdeliveryoutcome</c> and <c>publishtime</c> added. The container is created when it is missing.
/// </summary>
/// <param name="ConnectionString">Of the storage account.</param>
/// <param name="ContainerName">Name of the container.</param>
public sealed record DeadLetterContainer(string ConnectionString, string ContainerName);
