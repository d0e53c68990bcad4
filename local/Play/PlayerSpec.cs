using System.Globalization;
using RingRift.Files;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Players;
using RingRift.Local.Arguments;

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
    private const string DefaultOpponent = "uct:256";

    /// <summary>A person on the first seat, <c>uct:256</c> on all others.</summary>
    public static string Default(GameConfig config) =>
        string.Join(',', Enumerable.Repeat(DefaultOpponent, config.Players - 1).Prepend(Human));

    /// <exception cref="CommandException">The text is none of <see cref="Syntax"/>.</exception>
    public static PlayerSpec Parse(string text)
    {
        var (kind, budget) = Split(text);
        return kind is Human or "random" or "heuristic" or "uct" or Champion || kind.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            ? new PlayerSpec(kind, budget)
            : throw new CommandException($"--players '{text}': each must be {Syntax}");
    }

    /// <summary>Makes the player; null for a human.</summary>
    /// <param name="config">The configuration that is played.</param>
    /// <param name="championModel">Reads the champion's ONNX bytes.</param>
    /// <param name="cancellationToken">Stops reading a file.</param>
    /// <exception cref="CommandException">There is no such file, or its model plays another configuration.</exception>
    public async Task<IPlayer?> CreateAsync(GameConfig config, Func<Task<byte[]>> championModel, CancellationToken cancellationToken) =>
        Kind switch
        {
            Human => null,
            "random" => new RandomPlayer(),
            "heuristic" => new HeuristicPlayer(),
            "uct" => new UctPlayer(Budget),
            Champion => ForNetwork(await championModel().ConfigureAwait(false), config),
            _ => ForNetwork(await ReadAsync(cancellationToken).ConfigureAwait(false), config),
        };

    private static (string Kind, int Budget) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return (text, DefaultBudget);
        }

        return int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var budget)
            && budget is >= 2 and <= 1_000_000
            ? (text[..colon], budget)
            : throw new CommandException($"--players '{text}': the number behind ':' must be 2 to 1000000");
    }

    private SearchPlayer ForNetwork(byte[] model, GameConfig config)
    {
        var network = Open(model);
        if (network.Config == config)
        {
            return SearchPlayer.ForNetwork(network, Budget);
        }

        var other = network.Config;
        network.Dispose();
        throw new CommandException($"--players '{Kind}': the model plays {other}, not {config}; choose it with --config {other}");
    }

    private OnnxEvaluator Open(byte[] model)
    {
        try
        {
            return new OnnxEvaluator(model, new OnnxEvaluatorOptions { ModelId = Kind == Champion ? null : $"'{Kind}'" });
        }
        catch (InferenceException unfit)
        {
            throw new CommandException($"--players: {unfit.Message}", unfit);
        }
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var file = InputFile.OpenRead(Kind);
            await using (file.ConfigureAwait(false))
            {
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
                return bytes.ToArray();
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--players '{Kind}': the file cannot be read: {cause.Message}", cause);
        }
    }
}
