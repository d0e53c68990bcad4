using System.ComponentModel.DataAnnotations;

namespace RingRift.GpuWorker.Health;

/// <summary>Where and how a worker tells its health (configuration section <c>Health</c>).</summary>
public sealed record HealthOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Health";

    /// <summary>
    /// Address to listen on; empty for no endpoint, port 0 for any free port. Default <c>http://127.0.0.1:8081</c>: nobody else can reach
    /// it. A container listens on <c>http://0.0.0.0:8081</c>.
    /// </summary>
    public string Address { get; init; } = "http://127.0.0.1:8081";

    /// <summary>
    /// Without a sign of life for longer than this many seconds a worker counts as hanging. Default 300: the last measurement of a training
    /// takes a while.
    /// </summary>
    [Range(5, 86_400)]
    public double HeartbeatSeconds { get; init; } = 300;

    /// <summary>The longest a worker may be silent.</summary>
    public TimeSpan Silence => TimeSpan.FromSeconds(HeartbeatSeconds);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address.Length > 0
            && (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/"))
        {
            yield return new ValidationResult(
                $"Health:Address '{Address}' must be empty or http://HOST:PORT without a path.", [nameof(Address)]);
        }
    }
}
