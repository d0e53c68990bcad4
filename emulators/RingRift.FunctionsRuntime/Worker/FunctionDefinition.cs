namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function as declared.</summary>
public abstract class FunctionDefinition
{
    /// <summary>Path of the assembly that holds it.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Full name of its method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Id, stable across executions.</summary>
    public abstract string Id { get; }

    /// <summary>Name, unique in the application.</summary>
    public abstract string Name { get; }
}
