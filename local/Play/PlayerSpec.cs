using System.Globalization;
using RingRift.Learning.Evaluation;
using RingRift.Learning.Players;
using RingRift.Local.Commands;

namespace RingRift.Local.Play;

/// <summary>Who sits on a seat, as written on the command line.</summary>
/// <param name="Kind"><c>human</c>, <c>random</c>, <c>heuristic</c>, <c>uct</c>, <c>champion</c>, or the path of an .onnx file.</param>
/// <param name="Budget">Rollouts or visits for each decision, where the kind searches.</param>
internal sealed record PlayerSpec(string Kind, int Budget)
{
    public const string Human = "human";
    public const string Champion = "champion";
    public const string Syntax = "human, random, heuristic, uct[:ROLLOUTS], champion[:VISITS] or FILE.onnx[:VISITS]";
    private const int DefaultBudget = 64;

    /// <exception cref="CommandException">The text is none of <see cref="Syntax"/>.</exception>
    public static PlayerSpec Parse(string text)
    {
        var (kind, budget) = Split(text);
        return kind is Human or "random" or "heuristic" or "uct" or Champion || kind.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            ? new PlayerSpec(kind, budget)
            : throw new CommandException($"--players '{text}': each must be {Syntax}");
    }

    /// <summary>Makes the player; null for a human.</summary>
    /// <param name="championModel">Reads the champion's ONNX bytes.</param>
    /// <param name="cancellationToken">Stops reading a file.</param>
    public async Task<IPlayer?> CreateAsync(Func<Task<byte[]>> championModel, CancellationToken cancellationToken) => Kind switch
    {
        Human => null,
        "random" => new RandomPlayer(),
        "heuristic" => new HeuristicPlayer(),
        "uct" => new UctPlayer(Budget),
        Champion => ForNetwork(await championModel().ConfigureAwait(false)),
        _ => ForNetwork(await ReadAsync(cancellationToken).ConfigureAwait(false)),
    };

    private static (string Kind, int Budget) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return (text, DefaultBudget);
        }

        return int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var budget) && budget is >= 2 and <= 1_000_000
            ? (text[..colon], budget)
            : throw new CommandException($"--players '{text}': the number behind ':' must be 2 to 1000000");
    }

    private SearchPlayer ForNetwork(byte[] model) => SearchPlayer.ForNetwork(new OnnxEvaluator(model, new OnnxEvaluatorOptions()), Budget);

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken) => File.Exists(Kind)
        ? await File.ReadAllBytesAsync(Kind, cancellationToken).ConfigureAwait(false)
        : throw new CommandException($"--players '{Kind}': there is no such file");
}
