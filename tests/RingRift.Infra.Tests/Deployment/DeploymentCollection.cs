namespace RingRift.Infra.Tests.Deployment;

/// <summary>Tests of what is deployed: they share the compiler's reports, which take seconds.</summary>
[CollectionDefinition(Name)]
public sealed class DeploymentCollection : ICollectionFixture<DeploymentFixture>
{
    public const string Name = "deployment";
}
