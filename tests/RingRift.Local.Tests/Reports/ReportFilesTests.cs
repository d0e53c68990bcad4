using System.Xml.Linq;
using RingRift.Eventing.Events;
using RingRift.Local.Reports;
using RingRift.Local.Tests.Progress;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Tests.Reports;

public sealed class ReportFilesTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly TestFolder _folder = new();

    [Fact]
    public void Should_write_the_points_of_each_network_at_the_time_its_training_ended()
    {
        ReportFiles.Write(_folder.Path, Run());
        Assert.Equal(
            [
                "curve,minutes,iteration,champion,value,low,high",
                "policy loss,2,1,yes,1.2346,,",
                "value loss,2,1,yes,0.5,,",
                "score against random,2,1,yes,0.98,0.9,1",
                "policy loss,5,2,no,1.1,,",
                "value loss,5,2,no,0.5,,",
                "plies,5,2,no,61.5,,",
                "score against champion,5,2,no,0.51,0.4,0.62",
            ],
            File.ReadAllLines(Path.Combine(_folder.Path, "curves.csv")));
    }

    [Fact]
    public void Should_draw_a_chart_for_each_kind_of_points_there_is()
    {
        ReportFiles.Write(_folder.Path, Run());
        var curves = XDocument.Load(Path.Combine(_folder.Path, "curves.svg")).Root!;
        Assert.Equal(Svg + "svg", curves.Name);
        Assert.Equal(5, curves.Elements(Svg + "g").Count());
        var texts = curves.Descendants(Svg + "text").Select(text => text.Value.Trim()).ToList();
        Assert.Distinct(curves.Descendants(Svg + "clipPath").Select(clip => clip.Attribute("id")!.Value));
        Assert.All(["Champions against fixed opponents", "Candidates against the champion", "Length of games", "random"], title => Assert.Contains(title, texts));
    }

    [Fact]
    public void Should_be_one_page_that_needs_no_other_file_and_tells_names_as_text()
    {
        var page = File.ReadAllText(ReportFiles.Write(_folder.Path, Run()));
        Assert.Contains("Rejected: score 0.51 &lt; 0.55", page, StringComparison.Ordinal);
        Assert.Contains("98.0 % [90.0 %, 100.0 %]", page, StringComparison.Ordinal);
        Assert.Equal(5, page.Split("<svg").Length - 1);
        Assert.All(["src=", "href=", "url(", "<script", "@import", "<?xml"], outside => Assert.DoesNotContain(outside, page.Replace("url(#", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void When_no_network_was_trained_should_say_so_and_draw_nothing()
    {
        var page = File.ReadAllText(ReportFiles.Write(_folder.Path, Runs.Status(Runs.Iteration(1))));
        Assert.Contains("There is no champion yet.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(Path.Combine(_folder.Path, "curves.csv")));
    }

    public void Dispose() => _folder.Dispose();

    private static RunStatus Run()
    {
        var first = Runs.Finished(1, IterationOutcome.Promoted, "won") with
        {
            Timeline = [Runs.Event(120, DataEventType.TrainingCompleted)],
            Scores = [new OpponentStatus("random", 50, 49, 0, 0.98, 0.9, 1)],
        };
        var second = Runs.Finished(2, IterationOutcome.Rejected, "score 0.51 < 0.55") with
        {
            Timeline = [Runs.Event(300, DataEventType.TrainingCompleted)],
            Training = new TrainingState { JobId = "t", Rows = 2000, PolicyLoss = 1.1, ValueLoss = 0.5 },
            MeanPlies = 61.5,
            Scores = [new OpponentStatus("champion", 120, 61, 0, 0.51, 0.4, 0.62, new string('a', 64))],
        };
        return Runs.Status(first, second, Runs.Iteration(3)).WithChampion();
    }
}
