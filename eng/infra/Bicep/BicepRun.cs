namespace RingRift.Infra.Bicep;

/// <summary>How a run of the compiler ended.</summary>
/// <param name="ExitCode">0 also where there are warnings.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record BicepRun(int ExitCode, string Output, string Error);
