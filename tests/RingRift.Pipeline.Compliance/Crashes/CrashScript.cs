namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>
/// Follows a process through the steps it takes outside of itself, and lets it die before or after one of them. A step taken again has a number: <c>before
/// load 2</c>. Once dead it takes no step any more, also not those in its error handling.
/// </summary>
/// <param name="point">Where it dies; null: nowhere.</param>
public sealed class CrashScript(string? point = null)
{
    private readonly Lock _lock = new();
    private readonly List<string> _passed = [];
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);

    /// <summary>Whether it died.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Points passed so far, in order.</summary>
    public IReadOnlyList<string> Passed
    {
        get
        {
            lock (_lock)
            {
                return [.. _passed];
            }
        }
    }

    /// <summary>Takes a step.</summary>
    public async Task<T> StepAsync<T>(string step, Func<Task<T>> effect)
    {
        var name = Begin(step);
        var result = await effect();
        Pass($"after {name}");
        return result;
    }

    /// <inheritdoc cref="StepAsync{T}(string, Func{Task{T}})"/>
    public Task StepAsync(string step, Func<Task> effect) => StepAsync(step, async () =>
    {
        await effect();
        return true;
    });

    /// <summary>Points before and after steps, in order.</summary>
    public static IReadOnlyList<string> Around(params string[] steps) => [.. steps.SelectMany(step => new[] { $"before {step}", $"after {step}" })];

    private string Begin(string step)
    {
        string name;
        lock (_lock)
        {
            var times = _times[step] = _times.GetValueOrDefault(step) + 1;
            name = times == 1 ? step : $"{step} {times}";
        }

        Pass($"before {name}");
        return name;
    }

    private void Pass(string here)
    {
        lock (_lock)
        {
            IsDead |= here == point;
            if (IsDead)
            {
                throw new ProcessDiedException(point!);
            }

            _passed.Add(here);
        }
    }
}

/// <summary>The process is dead. Whatever its code still tries, it does no more.</summary>
/// <param name="point">Where it died.</param>
public sealed class ProcessDiedException(string point) : Exception($"the process died {point}");
