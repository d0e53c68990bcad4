namespace RingRift.Local.Stack;

/// <summary>Where a running stack answers.</summary>
/// <param name="StorageConnectionString">Azurite.</param>
/// <param name="Functions">The functions host.</param>
/// <param name="EventGrid">The Event Grid emulator.</param>
internal sealed record StackEndpoints(string StorageConnectionString, Uri Functions, Uri EventGrid);
