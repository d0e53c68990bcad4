using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Training;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;

namespace RingRift.Lab;

/// <summary>How a network learns: the options of the pipeline by their names, and what is not given has the pipeline's default.</summary>
/// <param name="Name">Name among those compared.</param>
/// <param name="Settings">Settings that differ from the defaults, <c>Section:Name</c>.</param>
internal sealed record Recipe(string Name, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Games.</summary>
    public required SelfPlayJobOptions SelfPlay { get; init; }

    /// <summary>Trainings.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>When to train, and on what.</summary>
    public required LearnerOptions Learner { get; init; }

    /// <summary>Games of a shard.</summary>
    public required PipelineOptions Pipeline { get; init; }

    /// <summary>Reads <c>NAME</c> or <c>NAME:Section:Name=VALUE,Section:Name=VALUE</c>.</summary>
    /// <exception cref="LabException">It is not written so, or a setting is wrong.</exception>
    public static Recipe Parse(string text)
    {
        var (name, rest) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (text[..colon], text[(colon + 1)..]) : (text, string.Empty);
        var settings = new Dictionary<string, string>();
        foreach (var pair in rest.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2);
            settings[parts[0]] = parts.Length == 2 ? parts[1] : throw new LabException($"recipe '{text}': '{pair}' is not Section:Name=VALUE");
        }

        return Of(name, settings);
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        Settings.Count == 0 ? Name : $"{Name}:{string.Join(',', Settings.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}";

    private static Recipe Of(string name, Dictionary<string, string> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build();
        var known = new HashSet<string>(
            Names<SelfPlayJobOptions>(SelfPlayJobOptions.Section).Concat(Names<TrainingOptions>(TrainingOptions.Section))
                .Concat(Names<LearnerOptions>(LearnerOptions.Section)).Concat(Names<PipelineOptions>(PipelineOptions.Section)),
            StringComparer.OrdinalIgnoreCase);
        return settings.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown
            ? throw new LabException($"recipe '{name}': there is no setting '{unknown}' of games, trainings and windows")
            : new Recipe(name, settings)
            {
                SelfPlay = Bind<SelfPlayJobOptions>(name, configuration, SelfPlayJobOptions.Section),
                Training = Bind<TrainingOptions>(name, configuration, TrainingOptions.Section) with { UseCuda = false, Threads = 1 },
                Learner = Bind<LearnerOptions>(name, configuration, LearnerOptions.Section),
                Pipeline = Bind<PipelineOptions>(name, configuration, PipelineOptions.Section),
            };
    }

    private static IEnumerable<string> Names<TOptions>(string section) => typeof(TOptions).GetProperties().Select(property => $"{section}:{property.Name}");

    private static TOptions Bind<TOptions>(string recipe, IConfiguration configuration, string section)
        where TOptions : new()
    {
        var options = new TOptions();
        try
        {
            configuration.GetSection(section).Bind(options);
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
            return options;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ValidationException)
        {
            throw new LabException($"recipe '{recipe}', section {section}: {wrong.Message}", wrong);
        }
    }
}

/// <summary>The laboratory was asked for what it cannot do.</summary>
internal sealed class LabException(string message, Exception? cause = null) : Exception(message, cause);
