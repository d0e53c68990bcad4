using System.Globalization;

namespace RingRift.Lab;

/// <summary>What one run of the laboratory is given beside its recipe.</summary>
internal sealed record LabOptions
{
    /// <summary>Seed of games, weights and order.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Processor time to learn in.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>Processor time of learning between two measurements.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Fixed players that the network meets.</summary>
    public required IReadOnlyList<string> Opponents { get; init; }

    /// <summary>Pairs of games against each.</summary>
    public required int Pairs { get; init; }

    /// <summary>Visits of the network for a move.</summary>
    public required int Visits { get; init; }
}

/// <summary>A network against an opponent, at some time of a run.</summary>
/// <param name="Recipe">How it learned.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Seconds">Processor time it had learned.</param>
/// <param name="Games">Games it learned from.</param>
/// <param name="Rows">Rows of them.</param>
/// <param name="Trainings">Trainings.</param>
/// <param name="Opponent">Whom it met.</param>
/// <param name="Played">Games of the match.</param>
/// <param name="Score">Its mean score, 0 to 1.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PolicyLoss">On held-out rows, nats.</param>
/// <param name="ValueLoss">On held-out rows, nats.</param>
internal sealed record LabPoint(
    string Recipe, ulong Seed, double Seconds, long Games, long Rows, int Trainings, string Opponent, int Played, double Score, double Low, double High,
    double PolicyLoss, double ValueLoss)
{
    /// <summary>Names of the columns.</summary>
    public const string CsvHead = "recipe,seed,seconds,games,rows,trainings,opponent,played,score,low,high,policy_loss,value_loss";

    /// <summary>As a line of CSV.</summary>
    public string ToCsv() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Recipe},{Seed},{Seconds:F1},{Games},{Rows},{Trainings},{Opponent},{Played},{Score:F4},{Low:F4},{High:F4},{PolicyLoss:F4},{ValueLoss:F4}");

    /// <summary>Reads a line of CSV.</summary>
    public static LabPoint OfCsv(string line)
    {
        var cells = line.Split(',');
        double Number(int cell) => double.Parse(cells[cell], CultureInfo.InvariantCulture);
        return new LabPoint(
            cells[0], ulong.Parse(cells[1], CultureInfo.InvariantCulture), Number(2), (long)Number(3), (long)Number(4), (int)Number(5), cells[6], (int)Number(7), Number(8),
            Number(9), Number(10), Number(11), Number(12));
    }
}
