using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RingRift.Game;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// Refuses settings that cannot fit this machine, at the start: for the configs that <c>Worker:Configs</c> names, or where it names none,
/// for all of them together. What fits some configs and not others is refused when a job of the others comes.
/// </summary>
internal sealed class WorkerMemoryCheck(IOptions<WorkerOptions> worker) : IValidateOptions<TrainingOptions>,
IValidateOptions<SelfPlayJobOptions>
{
    /// <summary>Bytes that this process may use: the machine's memory, or less where a container sets less.</summary>
    public static long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TrainingOptions options) =>
        Result(options, config => WorkerMemory.WhyNoTraining(options, config, Memory));

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SelfPlayJobOptions options)
    {
        // As many games as are played at once: how many a job has is not known yet.
        var games = options.EffectiveThreads * Math.Max(SelfPlayPlan.GamesWithOwnNetwork, options.ConcurrentGames);
        return Result(options, config => WorkerMemory.WhyNoSelfPlay(options, config, games, Memory));
    }

    private ValidateOptionsResult Result(object options, Func<GameConfig, string?> whyNot)
    {
        if (!Validator.TryValidateObject(options, new ValidationContext(options), validationResults: null, validateAllProperties: true))
        {
            // Refused by the rules of its own; nothing can be worked out from it.
            return ValidateOptionsResult.Skip;
        }

        IReadOnlyList<GameConfig> named;
        try
        {
            named = worker.Value.NamedConfigs;
        }
        catch (OptionsValidationException)
        {
            // Said by whoever asks for these options themselves.
            return ValidateOptionsResult.Skip;
        }

        var faults = (named.Count > 0 ? named : GameConfig.All).Select(whyNot).ToList();
        var fits = named.Count > 0 ? faults.TrueForAll(fault => fault is null) : faults.Contains(null);
        return fits ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.First(fault => fault is not null)!);
    }
}
