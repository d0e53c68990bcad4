using RingRift.Game;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Export;

/// <summary>
/// Shares games out over sample files: each takes games in order, whole, until the next would make an array too long. So the same games
/// give the same files, and games that fit one file give one.
/// </summary>
public sealed class SampleFilePlan(GameConfig config, long fileBytes)
{
    private readonly int _mostRows = SampleSizes.MostRows(config, fileBytes);
    private readonly int _mostRowsOfGame = SampleSizes.MostRows(config, SampleSizes.MostArrayBytes);
    private readonly List<GameRecord> _games = [];
    private long _rows;
    private int _files;

    /// <summary>Games that are in no file: longer than any file may be, or beyond the last file.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Takes the next game.</summary>
    /// <returns>The games of a file that is complete now; null while there is room.</returns>
    public IReadOnlyList<GameRecord>? Add(GameRecord game)
    {
        ArgumentNullException.ThrowIfNull(game);
        if (game.Decisions.Count > _mostRowsOfGame || _files == PipelineOptions.MostSampleFiles)
        {
            LeftOut++;
            return null;
        }

        if (_games.Count > 0 && _rows + game.Decisions.Count > _mostRows)
        {
            var full = Complete();
            Add(game);
            return full;
        }

        _games.Add(game);
        _rows += game.Decisions.Count;
        return null;
    }

    /// <summary>The games of the last file; null where every game is in one before it.</summary>
    public IReadOnlyList<GameRecord>? Last() => _games.Count > 0 || _files == 0 ? Complete() : null;

    private GameRecord[] Complete()
    {
        GameRecord[] games = [.. _games];
        _games.Clear();
        (_rows, _files) = (0, _files + 1);
        return games;
    }
}
