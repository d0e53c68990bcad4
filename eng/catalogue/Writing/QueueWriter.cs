using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Writes the names of the queues as constants, since triggers of functions are attributes.</summary>
internal static class QueueWriter
{
    public static string Write(CatalogueDocument document)
    {
        var code = new CodeWriter([], Names.Jobs).Line().Line("public static partial class JobQueues").Open();
        var behind = document.Events.SelectMany(entry => entry.Consumers, (entry, consumer) => (entry.Name, Consumer: consumer))
            .Where(pair => pair.Consumer.Queue is not null);
        foreach (var (index, (name, consumer)) in behind.Index())
        {
            code.Line(index > 0 ? string.Empty : null)
                .Summary($"{name}, taken by {consumer.Handler ?? "GPU workers"}.")
                .Line($"public const string {Names.ConstantOf(consumer.Queue!)} = {CodeWriter.Literal(consumer.Queue!)};");
        }

        return code.Close().ToString();
    }
}
