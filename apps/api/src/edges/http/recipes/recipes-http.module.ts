import { Module } from '@nestjs/common';
import { RecipeStatesController } from './recipe-states.controller.ts';
import { RecipesController } from './recipes.controller.ts';

@Module({ controllers: [RecipesController, RecipeStatesController] })
export class RecipesHttpModule {}
