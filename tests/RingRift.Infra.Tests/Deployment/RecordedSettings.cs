using Microsoft.Extensions.Configuration;

namespace RingRift.Infra.Tests.Deployment;

/// <summary>Settings as environment variables, which note who was asked for.</summary>
public sealed class RecordedSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    public RecordedSettings(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            Data[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }
    }

    /// <summary>Settings that nobody asked for.</summary>
    public IReadOnlyList<string> Unread => [.. Data.Keys.Except(_read, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    public IConfiguration Build() => new ConfigurationBuilder().Add(this).Build();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        _read.Add(key);
        return base.TryGet(key, out value);
    }
}
