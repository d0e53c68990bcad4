namespace RingRift.Local.Stack;

/// <summary>
/// Where <c>local.settings.json</c> looks for storage and Event Grid, so that functions started by the platform's own tools find them.
/// </summary>
internal static class DevelopmentEndpoints
{
    /// <summary>First of the three ports behind <c>UseDevelopmentStorage=true</c>.</summary>
    public const int BlobPort = 10000;

    /// <summary>Port of <c>EventGrid__TopicEndpoint</c>.</summary>
    public const int EventGridPort = 6060;

    /// <summary><c>EventGrid__TopicKey</c>: protects nothing, the emulator listens on the loopback address only.</summary>
    public const string EventGridKey = "bG9jYWwtZGV2ZWxvcG1lbnQta2V5";

    /// <summary>Where the platform's tools serve functions.</summary>
    public static readonly Uri Functions = new("http://127.0.0.1:7071/");
}
