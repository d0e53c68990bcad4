using System.Text.Json;
using RingRift.Game;
using RingRift.Game.Playouts;

namespace RingRift.Local.Rules;

/// <summary>Measures the rules engine and prints one line for each configuration.</summary>
internal sealed class RulesBench(TimeProvider clock, TextWriter output)
{
    private const ulong Seed = 1;

    public void Run(IReadOnlyList<GameConfig> configs, TimeSpan duration, bool json, CancellationToken cancellationToken)
    {
        foreach (var config in configs)
        {
            var rates = UniformPlayout.Measure(config, duration, Seed, clock, cancellationToken);
            output.WriteLine(json ? Json(rates) : Line(rates));
        }
    }

    private static string Line(PlayoutRates rates) =>
        $"{rates.Config.Name,-14} {rates.PliesPerSecond,12:N0} plies/s {(double)rates.Moves / rates.Plies,7:F1} moves/ply "
        + $"{(double)rates.Plies / Math.Max(1, rates.Games),7:F0} plies/game {rates.AllocatedBytes,6} bytes allocated";

    private static string Json(PlayoutRates rates) => JsonSerializer.Serialize(
        new
        {
            Config = rates.Config.Name,
            rates.Games,
            rates.Plies,
            rates.Moves,
            Seconds = rates.Elapsed.TotalSeconds,
            rates.PliesPerSecond,
            rates.AllocatedBytes,
        },
        JsonSerializerOptions.Web);
}
