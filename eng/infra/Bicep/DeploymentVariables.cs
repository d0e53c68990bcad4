namespace RingRift.Infra.Bicep;

/// <summary>Environment variables that the parameter files read; <c>infra/deploy.sh</c> sets them.</summary>
public static class DeploymentVariables
{
    /// <summary>Who alerts write to.</summary>
    public const string AlertEmail = "RINGRIFT_ALERT_EMAIL";

    /// <summary>Digest of the worker's image.</summary>
    public const string WorkerDigest = "RINGRIFT_WORKER_DIGEST";

    /// <summary>Public key of the machines' user.</summary>
    public const string SshPublicKey = "RINGRIFT_SSH_PUBLIC_KEY";

    /// <summary>First day of the month from which the budget counts, yyyy-MM-01.</summary>
    public const string BudgetStart = "RINGRIFT_BUDGET_START";

    /// <summary>Values for checks: of the right form, and nobody's.</summary>
    public static IReadOnlyDictionary<string, string> Samples { get; } = new Dictionary<string, string>
    {
        [AlertEmail] = "somebody@example.org",
        [WorkerDigest] = "sha256:" + new string('0', 64),
        [SshPublicKey] = "ssh-ed25519 AAAA",
        [BudgetStart] = "2026-12-01",
    };
}
