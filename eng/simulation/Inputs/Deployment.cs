namespace RingRift.Simulation.Inputs;

/// <summary>
/// What is deployed and paid for all day, whatever is played: the parameters of an environment, held to <c>infra/environments</c> by a
/// test.
/// </summary>
/// <param name="Name">Name of the environment.</param>
/// <param name="FunctionGb">Memory of a function instance, in GB.</param>
/// <param name="FunctionInstances">Most function instances.</param>
/// <param name="AlwaysReady">Function instances that are kept warm.</param>
/// <param name="TelemetryGb">Most telemetry of a day, in GB.</param>
/// <param name="Registry">Tier of the registry.</param>
public sealed record Deployment(string Name, double FunctionGb, int FunctionInstances, int AlwaysReady, double TelemetryGb, string Registry)
{
    /// <summary>Seconds between two ticks of the daemons, whose function is the only timer.</summary>
    public const int DaemonSeconds = 5;

    /// <summary>Alert rules that ask the log every five minutes.</summary>
    public const int LogAlerts = 5;

    /// <summary>The small one.</summary>
    public static Deployment Dev { get; } = new(
        "dev", FunctionGb: 2, FunctionInstances: 40, AlwaysReady: 0, TelemetryGb: 1, Registry: "Basic");

    /// <summary>The large one.</summary>
    public static Deployment Prod { get; } = new(
        "prod", FunctionGb: 2, FunctionInstances: 200, AlwaysReady: 1, TelemetryGb: 5, Registry: "Standard");

    /// <summary>Both.</summary>
    public static IReadOnlyList<Deployment> All { get; } = [Dev, Prod];
}
