using RingRift.Catalogue.Model;
using RingRift.Catalogue.Reading;
using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Tests;

/// <summary>The catalogue of the repository.</summary>
internal static class Committed
{
    public static string Text { get; } = Repository.Read(CatalogueOutput.Source);

    public static CatalogueDocument Catalogue { get; } = CatalogueReader.Parse(Text);

    public static string TestFile(string name) => Repository.PathOf("tests", "RingRift.Catalogue.Tests", name);
}
